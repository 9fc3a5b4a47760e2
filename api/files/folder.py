"""A draw's folder, in and out."""

from __future__ import annotations

from api.files.folder_reading import FolderImport, import_folder, read_problem
from api.files.folder_writing import write_problem

__all__ = ["FolderImport", "import_folder", "read_problem", "write_problem"]
