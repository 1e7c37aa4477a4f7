"""What touches the outside: one thing each; only `app` names them."""
