// Stands in for the commands of both services, which do nothing that is looked at here.
