using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>What can happen to a report, in its own stream of tenant <c>*intake*</c>.</summary>
internal abstract record ReportEvent
{
    private ReportEvent()
    {
    }

    /// <summary>A report was stored. Only what routing needs is readable without a key.</summary>
    /// <param name="Kind">report, retaliation, complaint</param>
    /// <param name="FollowsUp">the reporter's earlier report it comes from</param>
    /// <param name="AboutBody">of a complaint: the body that had that report</param>
    /// <param name="FollowsRoom">the accused person's room a complaint comes from</param>
    /// <param name="SplitIn">the body that had the letter first: nobody else learns by the split who wrote it</param>
    /// <param name="SplitFrom">the letter of which it was a part: another matter, so nothing leads there but whom the reporter excluded</param>
    internal sealed record ReportFiled(
        Guid Incident, string Kind, string Channel, string Urgency, IReadOnlyList<string> Projects, string? Event, bool TouchesOtherCommunities, string? AddressTo,
        bool SafetyConcern, Sensitive<FiledText> Text, IReadOnlyList<Sensitive<Subject>> Subjects, IReadOnlyList<Sensitive<Affected>> Affected,
        Guid? FollowsUp = null, string? AboutBody = null, Guid? FollowsRoom = null, Guid? SplitFrom = null, string? SplitIn = null) : ReportEvent;

    /// <summary>The report was brought by a seat for somebody else; that seat never holds the reporter's code (P5).</summary>
    /// <param name="As">forwarded, moderator, transcribed, emergency</param>
    /// <param name="ReporterConsent">yes, notStated</param>
    /// <param name="Witness">who else was there when it was written down</param>
    internal sealed record ReportForwarded(
        Guid Forwarding, Guid Seat, string Body, string As, string ReporterConsent, bool? ReadBack, Sensitive<string>? Context, Sensitive<string>? Witness = null) : ReportEvent;

    /// <summary>The reporter exchanged the one-time claim code for a code of their own.</summary>
    internal sealed record ReportClaimed : ReportEvent;

    /// <summary>A panel has a page made for somebody it happened to, who did not report (P4). A stream may begin with it.</summary>
    /// <param name="Report">that names them</param>
    internal sealed record AffectedInvited(Guid Incident, Guid Report, Guid Case, IReadOnlyList<string> Projects, string? Event, Sensitive<Affected> Person) : ReportEvent;

    /// <summary>A seat has a one-time code to hand to the affected person; the earlier ones open nothing any more.</summary>
    internal sealed record AffectedCodeMade(int Number, Guid Seat) : ReportEvent;

    /// <summary>The affected person exchanged it for a code of their own.</summary>
    internal sealed record AffectedEntered(Guid Entry) : ReportEvent;

    /// <summary>The reporter added to the thread.</summary>
    /// <param name="Kind">message, withdrawal, checkIn, toldAhead</param>
    /// <param name="Answer">of a check-in: fine, retaliation, other, ratherNot; of toldAhead: yes, no</param>
    /// <param name="Renewed">with a code made for a lost one, by whoever has that (P21)</param>
    /// <param name="ToCase">it was asked whose answer it is: the case's; of older ones that follows from what was written before them</param>
    internal sealed record ReporterWrote(Guid Entry, string Kind, string? Answer, Sensitive<string>? Text, bool Renewed = false, bool ToCase = false) : ReportEvent;

    /// <summary>The reporter wrote to who decides their appeal (P15). No step of the trail, which those read who decided first.</summary>
    /// <param name="Renewed">with a code made for a lost one</param>
    internal sealed record ReporterWroteInAppeal(Guid Entry, Guid Appeal, Sensitive<string> Text, bool Renewed = false) : ReportEvent;

    /// <summary>The reporter sent a file; what is in it lies in the vault, under the same key as what is known of it.</summary>
    /// <param name="Sealed">SHA-256 over the sealed blocks in order: the chain vouches for what lies in the vault, also when the key is gone</param>
    internal sealed record EvidenceAdded(Guid Evidence, Sensitive<EvidenceFacts> Facts, string Sealed) : ReportEvent;

    /// <summary>The reporter sent a file to who decides their appeal (P15). No step of the trail, as what is written to them.</summary>
    internal sealed record EvidenceAddedInAppeal(Guid Evidence, Guid Appeal, Sensitive<EvidenceFacts> Facts, string Sealed) : ReportEvent;

    /// <summary>The reporter complained about how the report is handled. Not a thread entry: those complained about read the thread.</summary>
    /// <param name="Report">the report of its own it becomes, for others to read; null when it came before that was so</param>
    internal sealed record ReporterComplained(Guid Entry, string Ground, Sensitive<string> Text, Guid? Report = null) : ReportEvent;

    /// <summary>Asked how they fare, the reporter told of retaliation. Not a thread entry either: it may be about those who read the thread (P21).</summary>
    /// <param name="Report">the urgent report of its own it becomes</param>
    internal sealed record RetaliationTold(Guid Entry, Sensitive<string>? Text, Guid Report) : ReportEvent;

    /// <summary>A case came into being, or took over, that cannot have heard of something the reporter did before: it is said once more.</summary>
    /// <param name="Kind">withdrawal, checkIn, exclusion</param>
    /// <param name="SaidAt">when the reporter said it, where that counts</param>
    internal sealed record ReporterRepeated(Guid Entry, string Kind, string? Answer, DateTimeOffset? SaidAt = null) : ReportEvent;

    /// <summary>The reporter appeals the decision (P15). Not a thread entry: those who decided read the thread.</summary>
    /// <param name="Grounds">noJurisdiction, conflictedDeciders, unfairEvaluation, rulesBroken, tooHarsh, tooLittle</param>
    internal sealed record ReporterAppealed(Guid Entry, IReadOnlyList<string> Grounds, Sensitive<string> Text) : ReportEvent;

    /// <summary>The reporter, or affected person, said yes or no to mediation, or that it shall stop. Not a thread entry: a no is shown to nobody (P6).</summary>
    /// <param name="Mediation">null: they ask for it</param>
    /// <param name="Answer">yes, no, stop</param>
    internal sealed record ReporterAnsweredMediation(Guid Entry, Guid? Mediation, string Answer) : ReportEvent;

    /// <summary>Where a mediation stands, as this side sees it.</summary>
    /// <param name="State">asked, takesPlace, agreement, ended</param>
    internal sealed record MediationMoved(Guid Case, Guid Mediation, string State, DateTimeOffset? Until) : ReportEvent;

    /// <summary>A committee asks what the person thinks of what it proposes, or does not any more (R45).</summary>
    /// <param name="Message">the message that asks</param>
    /// <param name="State">open, ended</param>
    /// <param name="Appeal">the appeal whose committee asks</param>
    internal sealed record CommentMoved(Guid Case, Guid Request, Guid Message, string State, DateTimeOffset Until, Guid? Appeal) : ReportEvent;

    /// <summary>The person said what they think of it.</summary>
    /// <param name="Appeal">the appeal whose committee asked, and alone reads it (P15)</param>
    internal sealed record ReporterCommented(Guid Entry, Guid Request, Sensitive<string> Text, Guid? Appeal) : ReportEvent;

    /// <summary>An apology lies on the page (P12), in the words that were passed on; unopened.</summary>
    internal sealed record ApologyBrought(Guid Case, Guid Apology, Sensitive<string> Text) : ReportEvent;

    /// <summary>The person wants to read it, or not. Not a thread entry, and published to nobody.</summary>
    /// <param name="Answer">read, no</param>
    internal sealed record ApologyAnswered(Guid Entry, Guid Apology, string Answer) : ReportEvent;

    /// <summary>The person asks about what is kept of them (P19).</summary>
    /// <param name="Kind">copy, correction, erasure, restriction</param>
    internal sealed record ReporterAskedForData(Guid Entry, string Kind, Sensitive<string>? Text) : ReportEvent;

    /// <summary>Where such a request stands.</summary>
    /// <param name="State">open, extended, granted, partly, refused</param>
    internal sealed record DataRequestMoved(Guid Case, Guid Request, string State, string? Ground, DateTimeOffset Due) : ReportEvent;

    /// <summary>Two seats renewed the lost code: half of a one-time code goes to the contact left at filing, the other half is told the person by who agreed (P21).</summary>
    /// <param name="Until">what is made of it opens something until then</param>
    /// <param name="Halved">false: the mail holds all of it, as it once was</param>
    internal sealed record CodeRenewed(Guid Renewal, int Number, DateTimeOffset Until, bool Halved = false) : ReportEvent;

    /// <summary>It was exchanged.</summary>
    internal sealed record RenewedCodeTaken(int Number) : ReportEvent;

    /// <summary>A committee found that part of the letter is another matter, which becomes a report of its own under the same code (P22).</summary>
    /// <param name="Report">its id</param>
    /// <param name="Subjects">places in this report's subjects</param>
    /// <param name="Affected">places in this report's affected people</param>
    internal sealed record PartSplitOff(
        Guid Report, Guid Case, Sensitive<string> Text, IReadOnlyList<string> Projects, IReadOnlyList<int> Subjects, IReadOnlyList<int> Affected) : ReportEvent;

    /// <summary>The reporter excluded more people from reading.</summary>
    /// <param name="FollowUps">reports that followed from this one, for which it holds too; of a page, also the report that names the person, and what followed from that</param>
    internal sealed record ReporterExcluded(Guid Entry, IReadOnlyList<Sensitive<Exclusion>> Exclude, IReadOnlyList<Guid>? FollowUps = null) : ReportEvent;

    /// <summary>A case asks for the reporter's consent, because the report does not say (P16).</summary>
    /// <param name="Audience">project, foundation, parent, counsel, eventStaff, lent, outside</param>
    /// <param name="Body">slug of the body it is about</param>
    internal sealed record ConsentAsked(Guid Case, string Audience, string Body, DateTimeOffset Until) : ReportEvent;

    /// <summary>The reporter said whether an audience may know them; the last word counts.</summary>
    /// <param name="Answer">yes, no</param>
    internal sealed record ConsentGiven(Guid Entry, string Audience, string Answer) : ReportEvent;

    /// <summary>A body has the report; shown to the reporter, never used as permission.</summary>
    /// <param name="JointWith">the second body, where two have it together</param>
    internal sealed record BodyNamed(string Body, string? JointWith = null) : ReportEvent;

    /// <summary>A case works on it.</summary>
    internal sealed record CaseLinked(Guid Case) : ReportEvent;

    /// <summary>The case moved on.</summary>
    /// <param name="NextDate">when the reporter can expect to hear next (R10)</param>
    internal sealed record CaseMoved(Guid Case, string State, DateTimeOffset? AcknowledgeDue, DateTimeOffset? AcknowledgedAt, DateTimeOffset? NextDate = null) : ReportEvent;

    /// <summary>Another body's case took over, or a former one goes on; what the others still send is late news.</summary>
    /// <param name="Hop">how many times the case had changed hands with this; 0 where it was not counted yet</param>
    internal sealed record CaseHandedOver(Guid FromCase, Guid ToCase, string To, int Hop = 0) : ReportEvent;

    /// <summary>The committee wrote to the reporter; the text has its second home here, so that the thread stays when the case moves.</summary>
    /// <param name="Appeal">the appeal whose case wrote it</param>
    /// <param name="IsOutcome">what came of it, as the committee voted it for the reporter (P24)</param>
    internal sealed record CommitteeWrote(Guid Message, DateTimeOffset WrittenAt, Sensitive<string> Text, Guid? Appeal = null, bool IsOutcome = false) : ReportEvent;
}

/// <summary>Whose data key protects what (architecture.md "Encryption").</summary>
internal static class Owners
{
    public static string Reporter(Guid report) => $"reporter:{report}";

    /// <summary>Whom they excluded, once what they gave is erased.</summary>
    public static string Exclusions(Guid report) => $"exclusions:{report}";

    public static string Accused(int index) => $"accused:{index}";

    public static string Affected(int index) => $"affected:{index}";
}
