using Coc.Cases.Domain;

namespace Coc.Cases.Features.AskingConsent;

/// <summary>As whom a report is read: Intake seals by it (P16).</summary>
internal static class Reading
{
    private const int Most = 150; // of one address line

    /// <param name="minor">this seat was named to read who somebody under age is (P10)</param>
    public static string Query(CaseState state, string role, bool minor = false) =>
        $"body={(role == Lending.Role ? state.Loan!.Lender : state.Body)}&audience={Consenting.AudienceOf(state, role)}&handedOver={(state.CameFrom is null && state.Joined.Count == 0 && role != Lending.Role ? "false" : "true")}{(minor ? "&minors=known" : state.MinorFound ? "&minors=found" : "")}";

    /// <summary>All that people could exclude somebody by from this case: Intake knows of it before the case does (P11).</summary>
    public static string Threads(CaseState state) => $"reports={string.Join(',', state.ThreadIds.Take(Most))}";
}
