"""Schema: what a record of each kind may say. One module for each activity; `kinds` lists them all."""
