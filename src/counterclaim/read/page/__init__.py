"""What a web page holds of a report: its words, its dates, its address, its outlet."""
