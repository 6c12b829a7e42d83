"""What the store holds -> pages of styled lines, for a given width. Pure: no widget, no colour, no clock."""
