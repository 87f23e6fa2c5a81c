"""Training of Onrecord's model: data, network, losses, export."""
