"""What is played, scene by scene: a session, relief, the diary, and what they ask and say."""
