//! What a mistake in the data file is, and how it is drawn.
