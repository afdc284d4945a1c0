"""An evident example organisation; only in the demo and test modes."""
