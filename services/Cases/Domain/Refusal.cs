namespace Coc.Cases.Domain;

/// <summary>A rule does not allow a command; becomes 409.</summary>
/// <param name="Code">for programs; the rule itself where the rule says it all</param>
/// <param name="Rule">R15, R40, P22, …</param>
/// <param name="Detail">what to do, in a sentence; never what somebody wrote</param>
internal sealed record Refusal(string Code, string? Rule, string Detail)
{
    public static Refusal CaseIsOver => new("caseClosed", null, "The case is closed.");

    public static Refusal WentElsewhere => new("caseTransferred", "R17", "Another body has this case now.");

    public static Refusal HandOverIsContested => new("transferDisputed", "P16", "An arbiter is asked whether this case came here rightly; until then nothing is decided and it goes nowhere else.");

    public static Refusal NotOnThePanel => new("notOnPanel", "R26", "Only seats without a conflict may do this.");

    public static Refusal SoftSeatsMayNot => new("softConflict", "R27", "A seat with a soft conflict may not do this.");

    public static Refusal NoVote => new("noVote", "R20", "Event staff read and work a joint case; what decides is for the members.");

    public static Refusal NotJoint => new("notJoint", "R20", "There is no other body to which this would go.");

    public static Refusal InformedOnly(string other) => new("informedOnly", "R20", $"{other} acted alone; open a follow-up first.");

    public static Refusal ComplaintStays => new("complaintStays", "P21", "A complaint about handling stays with those who had no part in the matter.");

    public static Refusal AppealOpen => new("appealOpen", "P15", "The decision is appealed; wait for how that ends.");

    public static Refusal AppealStays => new("appealStays", "P15", "An appeal is decided here, and once; it does not go back.");

    public static Refusal NotTriaged => new("notTriaged", null, "Triage the case first.");

    public static Refusal AlreadyDecided => new("alreadyDecided", null, "The decision is recorded.");
}

/// <summary>What a command leads to: events, or a refusal.</summary>
internal sealed record Decision(IReadOnlyList<CaseEvent> Events, Refusal? Refusal)
{
    public static Decision Nothing { get; } = new([], null);

    public static implicit operator Decision(CaseEvent[] events) => new(events, null);

    public static implicit operator Decision(List<CaseEvent> events) => new(events, null);

    public static implicit operator Decision(CaseEvent one) => new([one], null);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}
