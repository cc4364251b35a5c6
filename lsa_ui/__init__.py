"""What people see: frame, navigation, selection, charts, maps and texts."""
