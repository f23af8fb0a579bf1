namespace Coc.Cases.Domain;

internal static partial class Availability
{
    private static string[] CorrectingNames => ["unlink-report", "subjects/mistaken", .. Merging.Names, "witnesses", "reopen", "agreements/steps", "agreements/review", .. Apologising.Names, Monitoring.Command];

    /// <summary>What is left to do when a case is closed: it may be taken up again, and whoever acted alone is still reviewed (P9).</summary>
    private static bool IsForClosed(CaseState state, string name) => name is "reopen" or Monitoring.Command || (name == "interim-measures/review" && state.Interim.Any(m => m.AwaitsReview));

    private static string NameOfCorrecting(CaseCommand command) => command switch
    {
        CaseCommand.AddSubject => "subjects",
        CaseCommand.UnlinkReport => "unlink-report",
        CaseCommand.MarkMistaken => "subjects/mistaken",
        CaseCommand.MergeSubjects => Merging.Joining,
        CaseCommand.SplitSubject => Merging.Parting,
        CaseCommand.NameWitness => "witnesses",
        CaseCommand.Reopen => "reopen",
        CaseCommand.CheckStep => "agreements/steps",
        CaseCommand.ReviewAgreement => "agreements/review",
        CaseCommand.InviteApology => Apologising.Inviting,
        CaseCommand.CheckApology => Apologising.Checking,
        CaseCommand.TakeLook => Monitoring.Command,
        _ => throw new InvalidOperationException($"{command} is not a command of the panel."),
    };

    private static Refusal? MomentOfCorrecting(CaseState state, string name) => name switch
    {
        "reopen" when state.Stage < CaseStage.Decided => new("notDecided", "R54", "The case is open; go on with it."),
        "reopen" when state.Joint is { InformedOnly: true } => Refusal.InformedOnly(state.Joint.Other),
        "reopen" when state.AppealOf is not null => Refusal.AppealStays,
        "reopen" when state.IsUnderAppeal => Refusal.AppealOpen,
        "unlink-report" when state.Contested is not null => Refusal.HandOverIsContested,
        _ => null,
    };
}
