"""The procedure itself: pure rules over frozen values; knows no Teams, no SQL, no clock."""
