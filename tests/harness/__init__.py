"""What tests stand on: throw-away servers, real workers, a real browser. Never the demo's servers."""
