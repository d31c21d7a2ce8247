"""Who uses the page, and what their role lets them do."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

#: A reader looks, a coder writes statements and judgements, an editor sees the audit log too.
Role = Literal["reader", "coder", "editor"]
#: From the role that may do least; each may do what those before it may.
ROLES: tuple[Role, ...] = get_args(Role)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for a page, under the name that the ledger keeps."""

    name: str
    role: Role

    def has_role(self, role: Role) -> bool:
        """Tell whether the person may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)
