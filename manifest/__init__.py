"""The Teams app package: the manifest, its schema and two icons, zipped for upload."""
