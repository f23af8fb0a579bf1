namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <summary>The registry says that a measure ends, or becomes milder, soon (P14).</summary>
    public sealed record TellAhead(DateTimeOffset At, Guid Sanction, DateTimeOffset Ends) : CaseCommand(Guid.Empty, At);

    /// <param name="Report">that names the person</param>
    /// <param name="Self">the person reported</param>
    /// <param name="MayBeContacted">what the reporter said of it: yes, no, askMe, unknown</param>
    /// <param name="TheyAsked">the person came by themselves</param>
    public sealed record MakeAffectedCode(Guid Seat, DateTimeOffset At, Guid Affected, Guid Report, bool Self, string? MayBeContacted, bool TheyAsked) : CaseCommand(Seat, At)
    {
        /// <summary>A reporter who wanted to be asked before was, and agrees.</summary>
        public bool ReporterAgrees { get; init; }

        /// <summary>The person is under age.</summary>
        public bool Minor { get; init; }
    }
}
