"""Questions, their answers, and the sessions in which hosts answer them."""

from cairn.questions.models.answer import Acceptance, Answer, Helped
from cairn.questions.models.compilation import Compilation, Left
from cairn.questions.models.draft import AnswerDraft
from cairn.questions.models.edit import SuggestedEdit
from cairn.questions.models.everyday import Tagged
from cairn.questions.models.live_part import Moment, Recording, Turn
from cairn.questions.models.often import Grouping, Placement
from cairn.questions.models.open_point import OpenPoint
from cairn.questions.models.question import ANONYMOUS, Question, QuestionLabel, State, Vote
from cairn.questions.models.reaction import Reacted
from cairn.questions.models.session import Announcement, AskingKey, Host, KeysGiven, Session
from cairn.questions.models.talk import Remark, Revision

__all__ = [
    "ANONYMOUS",
    "Acceptance",
    "Announcement",
    "Answer",
    "AnswerDraft",
    "AskingKey",
    "Compilation",
    "Grouping",
    "Helped",
    "Host",
    "KeysGiven",
    "Left",
    "Moment",
    "OpenPoint",
    "Placement",
    "Question",
    "QuestionLabel",
    "Reacted",
    "Recording",
    "Remark",
    "Revision",
    "Session",
    "State",
    "SuggestedEdit",
    "Tagged",
    "Turn",
    "Vote",
]
