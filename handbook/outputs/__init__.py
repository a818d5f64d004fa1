"""What a handbook is put out as for other programs: files of the whole in `registry`, what is wrong with it in `findings`."""
