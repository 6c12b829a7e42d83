"""The app. All Textual code is here; nothing outside imports it but `cli`, inside a function."""
