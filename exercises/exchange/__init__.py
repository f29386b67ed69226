"""The library as one file: written for a spreadsheet or as JSON, and read back as strictly."""
