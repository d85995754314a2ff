"""The pages of the window, one file per noun; each is made when it is first navigated to and destroyed at lock."""
