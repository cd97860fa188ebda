"""The eleven frameworks that come with Cairn, in the words of those who made them. Order: as they are offered.

Sources: DACI (Intuit; Atlassian Team Playbook), RAPID (Bain & Company), RACI (responsibility assignment matrix), consent
and consensus (sociocracy; Loomio's guides), advice process (AES; Laloux, "Reinventing Organizations"), sense check and
the votes (Loomio), instant runoff for the ranked choice.
"""

from django.utils.translation import gettext_noop as _

from cairn.decisions.frameworks.definition import Closing, Definition, RoleDef

DEFAULT = "daci"


def _role(key: str, label: str, explained: str, may: str, most: int | None = None, **more: object) -> RoleDef:
    """`may`: rights with a space between them. `plural` and `least` (0) can be given."""
    least, plural = more.get("least", 0), more.get("plural", label)
    assert isinstance(least, int)
    return RoleDef(key, label, str(plural), explained, least, most, frozenset(may.split()))


def _informed(explained: str = _("Are affected. They hear of the start and of the outcome.")) -> RoleDef:
    return _role("informed", _("Informed"), explained, "informed")


DACI = Definition(
    "daci",
    _("DACI"),
    _("One person drives, one decides, others contribute what they know. The default: clear for most decisions."),
    (
        _role(
            "driver",
            _("Driver"),
            _("Prepares the decision, asks people and keeps it moving."),
            "drive voice",
            1,
            least=1,
        ),
        _role(
            "approver",
            _("Approver"),
            _("Decides. One is enough; more than one share the right."),
            "decide voice",
            plural=_("Approvers"),
            least=1,
        ),
        _role(
            "contributor",
            _("Contributor"),
            _("Know something that matters. Each takes a position."),
            "voice",
            plural=_("Contributors"),
        ),
        _informed(),
    ),
)

RAPID = Definition(
    "rapid",
    _("RAPID"),
    _("Separates who recommends, who must agree, who gives input, who decides and who carries it out."),
    (
        _role(
            "recommend",
            _("Recommend"),
            _("Gathers facts and input, and puts one proposal on the table."),
            "drive voice",
            1,
            least=1,
        ),
        _role(
            "agree",
            _("Agree"),
            _("Have to sign off, for legal or safety reasons say. Their block has to be answered by who decides."),
            "voice",
        ),
        _role("input", _("Input"), _("Are heard for what they know. Their word is advice, not a veto."), "voice"),
        _role(
            "decide",
            _("Decide"),
            _("One person with the last word, who commits everybody to act."),
            "decide voice",
            1,
            least=1,
        ),
        _role(
            "perform", _("Perform"), _("Carry it out afterwards, and hear of it as soon as it is decided."), "informed"
        ),
    ),
)

RACI = Definition(
    "raci",
    _("RACI"),
    _("For work with a decision in it: who does it, who answers for it, who is consulted, who hears of it."),
    (
        _role(
            "responsible",
            _("Responsible"),
            _("Do the work and prepare the decision. At least one person."),
            "drive voice",
            least=1,
        ),
        _role(
            "accountable",
            _("Accountable"),
            _("Answers for the result and signs it off. Exactly one person."),
            "decide voice",
            1,
            least=1,
        ),
        _role("consulted", _("Consulted"), _("Are asked before it is decided: a talk in both directions."), "voice"),
        _informed(_("Are told afterwards: news in one direction.")),
    ),
)

CONSENT = Definition(
    "consent",
    _("Consent"),
    _("Good enough for now, safe enough to try: it goes ahead once nobody has a reasoned objection left."),
    (
        _role(
            "proposer",
            _("Proposer"),
            _("Brings the proposal and works objections into it."),
            "drive decide voice",
            1,
            least=1,
        ),
        _role(
            "circle",
            _("Circle"),
            _("Everybody whose consent it takes. An objection comes with its reason, and changes the proposal."),
            "decide voice",
            least=1,
        ),
        _informed(),
    ),
    closing=Closing(approvals="none", quorum=100, blocks="resolve"),
    words={"agree": _("Consent"), "block": _("Objection"), "abstain": _("Stand aside")},
)

CONSENSUS = Definition(
    "consensus",
    _("Consensus"),
    _("Everybody agrees, or stands aside knowingly. Slow, and strong where all have to carry it."),
    (
        _role(
            "facilitator",
            _("Facilitator"),
            _("Looks after the process and words what all can agree to."),
            "drive decide voice",
            1,
            least=1,
        ),
        _role(
            "member",
            _("Member"),
            _("Each has to agree or stand aside. One block stops it."),
            "decide voice",
            plural=_("Members"),
            least=1,
        ),
        _informed(),
    ),
    closing=Closing(approvals="all", quorum=100, blocks="resolve", questions=True),
    words={"concern": _("Reservation"), "abstain": _("Stand aside")},
)

ADVICE = Definition(
    "advice",
    _("Advice process"),
    _("Whoever takes it on decides, after asking those affected and those who know. Advice is heard, not obeyed."),
    (
        _role(
            "decider",
            _("Decision-maker"),
            _("Takes it on, seeks advice, decides, and answers for it."),
            "drive decide voice",
            1,
            least=1,
        ),
        _role(
            "adviser",
            _("Adviser"),
            _("Are affected, or know the matter. At least one of them."),
            "voice",
            plural=_("Advisers"),
            least=1,
        ),
        _informed(),
    ),
    stances=("agree", "concern", "abstain"),
    closing=Closing(approvals="one", blocks="ignore"),
    words={"agree": _("Sounds right"), "abstain": _("No advice")},
)

SENSE_CHECK = Definition(
    "sense_check",
    _("Sense check"),
    _("A quick look at how people feel about an idea, before anybody commits to it."),
    (
        _role(
            "proposer",
            _("Proposer"),
            _("Shows the idea, reads the answers and says what follows."),
            "drive decide voice",
            1,
            least=1,
        ),
        _role(
            "participant", _("Participant"), _("Say how it looks to them."), "voice", plural=_("Participants"), least=1
        ),
        _informed(),
    ),
    stances=("agree", "abstain", "concern"),
    closing=Closing(approvals="one", blocks="ignore"),
    words={"agree": _("Looks good"), "abstain": _("Not sure"), "concern": _("Concerned")},
)


def _vote(key: str, name: str, summary: str, ballot: str, **more: int | tuple[int, int]) -> Definition:
    """The count decides, so no role does; whoever calls it records what came out."""
    dots, scale = more.get("dots", 5), more.get("scale", (0, 5))
    assert isinstance(dots, int) and isinstance(scale, tuple)
    roles = (
        _role(
            "caller",
            _("Caller"),
            _("Calls the vote, votes as well, and records what came out."),
            "drive voice",
            1,
            least=1,
        ),
        _role(
            "voter",
            _("Voter"),
            _("Vote, each once, and may change it until it closes."),
            "voice",
            plural=_("Voters"),
            least=1,
        ),
        _informed(),
    )
    closing = Closing(approvals="none", quorum=50, blocks="ignore")
    return Definition(key, name, summary, roles, ballot, (), dots, scale, closing)


VOTES = (
    _vote("vote", _("Simple vote"), _("Each person picks one option; the most votes win."), "choice"),
    _vote(
        "ranked",
        _("Ranked choice"),
        _("Each person ranks the options. The weakest drops out round by round until one has more than half."),
        "ranking",
    ),
    _vote(
        "dots",
        _("Dot vote"),
        _("Each person spreads a few dots over the options: shows where the energy is among many."),
        "dots",
        dots=5,
    ),
    _vote(
        "score",
        _("Score"),
        _("Each person scores every option; the highest average wins. Finds what is good for most."),
        "scores",
        scale=(0, 5),
    ),
)

BUILTIN: tuple[Definition, ...] = (DACI, RAPID, RACI, CONSENT, CONSENSUS, ADVICE, SENSE_CHECK, *VOTES)
