namespace Coc.Contracts.Cases;

/// <summary>What the page of a reporter or an affected person shows of a mediation changed (R41, P6). The other side's page is another matter, and its answers are in none.</summary>
/// <param name="Report">the report, or the page</param>
/// <param name="State">asked, takesPlace, agreement, ended</param>
/// <param name="Until">asked: to be answered by; takesPlace: its end</param>
public sealed record MediationMoved(Origin Origin, Guid Case, Guid Report, Guid Mediation, string State, DateTimeOffset? Until) : IIntegrationMessage;
