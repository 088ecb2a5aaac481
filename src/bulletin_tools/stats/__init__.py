"""What an archive says of its departments: whose items were used, how well they were written, month by month."""
