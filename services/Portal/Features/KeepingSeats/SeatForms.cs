using System.Globalization;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingSeats;

/// <summary>A seat as forms show it and as the API takes it.</summary>
internal static class SeatForms
{
    public static readonly string[] Roles = ["member", "alternate", "liaison", "moderator", "executor", "eventStaff", "counsel", "outside", "auditor", "admin"];

    public static FormState Of(SeatCard seat, string? version) => FormState.Of(
        ("etag", version), ("name", seat.Name), ("employer", seat.Employer), ("accounts", string.Join('\n', seat.Accounts)), ("chair", seat.Chair ? "yes" : "no"),
        ("order", seat.Order?.ToString(CultureInfo.InvariantCulture)), ("termEnd", FormCalls.Field(seat.TermEnd)));

    public static void CheckNew(FormState form, IStringLocalizer<SeatsTexts> words)
    {
        if (!form["account"].Contains('@', StringComparison.Ordinal))
        {
            form.Wrong("account", words["AccountMissing"]);
        }

        if (form["role"].Length == 0)
        {
            form.Wrong("role", words["RoleMissing"]);
        }

        Check(form, words);
    }

    public static void Check(FormState form, IStringLocalizer<SeatsTexts> words) =>
        form.DayOrNothing("termStart", words["DayWrong"]).DayOrNothing("termEnd", words["DayWrong"]).NumberOrNothing("order", words["NumberWrong"]);

    public static object New(FormState form) => new
    {
        Account = form["account"],
        Name = form.Text("name"),
        Role = form["role"],
        Appointment = form.Text("appointment"),
        Chair = form.Ticked("chair"),
        Employer = form.Text("employer"),
        Accounts = form.Lines("accounts"),
        TermStart = form.Instant("termStart"),
        TermEnd = form.Instant("termEnd"),
        Order = form.Number("order"),
    };

    public static object Changed(FormState form) => new
    {
        Name = form.Text("name"),
        Employer = form.Text("employer"),
        Accounts = form.Lines("accounts") ?? [],
        Chair = form.Ticked("chair"),
        Order = form.Number("order"),
        TermEnd = form.Instant("termEnd"),
    };
}
