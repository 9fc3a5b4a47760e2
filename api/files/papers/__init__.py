"""Papers that go with officers to an inspection: pages of A4, whole in themselves."""
