using Coc.Cases.Domain;

namespace Coc.Cases.Features.AskingConsent;

/// <summary>As whom a report is read: Intake seals by it (P16).</summary>
internal static class Reading
{
    public static string Query(CaseState state, string role) =>
        $"body={(role == Lending.Role ? state.Loan!.Lender : state.Body)}&audience={Consenting.AudienceOf(state, role)}&handedOver={(state.CameFrom is null && state.Joined.Count == 0 && role != Lending.Role ? "false" : "true")}";
}
