"""What `lg-wizard` can be told to do: a module for each family of commands, loaded when one of them is meant."""
