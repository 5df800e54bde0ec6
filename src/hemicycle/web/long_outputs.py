"""Outputs that take long, made beside the requests, one at a time, and kept."""

import asyncio

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish import publish
from hemicycle.web import outputs
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.languages import negotiated, split_prefix


class LongOutputs:
    """The outputs of a house that take long.

    Note: one is made at a time, beside the requests: a flood of wishes takes no more than that.
    """

    def __init__(self, house: House) -> None:
        self.house = house
        self._one_at_a_time = asyncio.Lock()

    async def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer | None:
        """The output that an address names, or None where it names none that takes long."""
        output, part = outputs.named(rest)
        if output is None or not output.takes_long:
            return None
        language = split_prefix(request.path)[0] or negotiated(request)
        async with self._one_at_a_time:
            key = outputs.key_of(self.house, session, output, part=part, language=language)
            content = self.house.made.get(key)
            if content is None:
                of_session = outputs.published(self.house, session, language)
                if output.is_in_parts and part not in output.parts(of_session):
                    return None
                content = await asyncio.to_thread(publish, output.file_name, of_session, part=part)
                outputs.keep(self.house, key, content)
        return outputs.served(output, content, path=request.path)
