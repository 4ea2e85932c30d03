"""Records of many reports into a folder of files (shards), with a manifest that says what is in them.

A batch that was killed is taken up where it stopped; a report that has not changed is not read again but for its hash.
"""
