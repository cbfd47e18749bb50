"""The formats that a programme comes in: PDF, workbook. What is what is told by content, never by a file's name."""
