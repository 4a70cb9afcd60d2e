"""The words of each rule."""
