"""What a distrusted file is found to be; read only, no opinion, no Japanese."""
