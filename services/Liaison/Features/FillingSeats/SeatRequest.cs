using System.Net.Mail;
using Coc.EventStore;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.FillingSeats;

/// <summary>A seat as asked for.</summary>
/// <param name="Account">e-mail address or account id</param>
internal sealed record SeatRequest(
    string? Account, string? Email, string? Name, string? Role, string? Appointment, bool? Chair, string? Employer, IReadOnlyList<string?>? Accounts,
    DateTimeOffset? TermStart, DateTimeOffset? TermEnd, int? Order)
{
    public static string[] Roles { get; } = ["member", "alternate", "liaison", "moderator", "executor", "eventStaff", "counsel", "outside", "auditor", "admin"];

    public static string[] Appointments { get; } = ["elected", "appointed"];

    /// <summary>A seat, or an account with one, of the same person elsewhere in the directory, in force or not: conflicts, former values and caps follow the person and not the address.</summary>
    public Guid? SamePersonAs { get; init; }

    /// <summary>The account id, when that was given.</summary>
    public Guid? AccountId => Guid.TryParse(Account, out var id) ? id : null;

    /// <summary>The address, when that was given.</summary>
    public string? Address => (Email ?? (AccountId is null ? Account : null))?.Trim().ToLowerInvariant();

    public void Check(DateTimeOffset now)
    {
        var check = new Check();
        Check(now, check, "");
        check.Throw();
    }

    public void Check(DateTimeOffset now, Check check, string at)
    {
        check.OneOf(Role, at + "role", Roles).OneOf(Appointment ?? "appointed", at + "appointment", Appointments);
        check.That(AccountId is not null || IsAddress(Address), at + "account", "must be an e-mail address or an account id");
        check.That(Email is null || IsAddress(Address), at + "email", "must be an e-mail address");
        CheckDetails(check, now, at);
    }

    public void CheckDetails(Check check, DateTimeOffset now, string at = "")
    {
        check.Optional(Name, at + "name", 200).Optional(Employer, at + "employer", 200).AtMost(Accounts, at + "accounts", 20);
        for (var i = 0; i < Math.Min(Accounts?.Count ?? 0, 20); i++)
        {
            check.Text(Accounts![i], $"{at}accounts[{i}]", 200);
        }

        // A term that ends before it begins is refused by the rule (R36), not as a shape.
        check.Near(TermStart, at + "termStart", now).Near(TermEnd, at + "termEnd", now)
            .That(Order is null or (>= 1 and <= 1000), at + "order", "must be 1 to 1000");
    }

    public SeatTerms Terms(Guid seat, string? address, DateTimeOffset now)
    {
        var owner = SeatTerms.OwnerOf(seat);
        return new(
            Role!, Appointment ?? "appointed", Chair ?? false, Order ?? 0, (TermStart ?? now).ToUniversalTime(), TermEnd?.ToUniversalTime(),
            Sensitive.OfOptional(address, owner), Sensitive.OfOptional(Name, owner), Sensitive.OfOptional(Employer, owner), Sensitive.OfOptional<IReadOnlyList<string>>([.. Accounts?.OfType<string>() ?? []], owner));
    }

    private static bool IsAddress(string? text) => text is { Length: <= 320 } && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
