"""What several pages use: the frame, the address, names, charts, drawings and colours."""
