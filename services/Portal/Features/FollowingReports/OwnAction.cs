using Coc.Portal.Features.Reporting;

namespace Coc.Portal.Features.FollowingReports;

/// <summary>Something the reporter can do on their page.</summary>
/// <param name="Name">as in <c>POST /api/receipt/{name}</c>, and in our own address</param>
/// <param name="Check">notes what is missing</param>
/// <param name="Body">as the API takes it</param>
internal sealed record OwnAction(string Name, Action<Said> Check, Func<Said, object> Body)
{
    private const int Description = 100_000;
    private const int LongText = 10_000;
    private const int Line = 200;
    private static readonly string[] Excluded = ["name", "account", "employer"];

    public static IReadOnlyList<OwnAction> All { get; } =
    [
        new("messages", s => s.Need("text", Description, "Wrong.Text"), s => new { text = s.Text("text"), report = s.About }),
        new("comments", s => s.Need("text", Description, "Wrong.Text"), s => new { text = s.Text("text"), request = s.About }),
        new("withdrawal", s => s.Most("note", LongText), s => new { note = s.Text("note") }),
        new("complaints", Complaint, s => new { ground = s.Text("ground"), text = s.Text("text") }),
        new("appeals", s => s.Need("text", Description, "Wrong.Appeal"), s => new { text = s.Text("text"), grounds = s.All("grounds") }),
        new("check-ins", CheckIn, s => new { answer = s.Text("answer"), text = s.Text("text") }),
        new("mediation", Answer, s => new { mediation = s.About, answer = s.Text("answer") }),
        new("apologies", Answer, s => new { apology = s.About, answer = s.Text("answer") }),
        new("consents", Answer, s => new { audience = s.Text("about"), answer = s.Text("answer") }),
        new("told-ahead", Answer, s => new { wish = s.Text("answer") == "yes" }),
        new("data-requests", DataRequest, s => new { kind = s.Text("kind"), text = s.Text("text"), report = s.About }),
        new("exclusions", Exclusion, s => new { exclude = Exclusions(s) }),
    ];

    public static OwnAction? Find(string name) => All.FirstOrDefault(a => a.Name == name);

    private static void Answer(Said said)
    {
        if (said.Text("answer") is null)
        {
            said.Wrong("answer", "Wrong.Answer");
        }
    }

    private static void CheckIn(Said said)
    {
        Answer(said);
        said.Most("text", LongText);
    }

    private static void Complaint(Said said)
    {
        if (said.Text("ground") is null)
        {
            said.Wrong("ground", "Wrong.Ground");
        }

        said.Need("text", LongText, "Wrong.Text");
    }

    private static void DataRequest(Said said)
    {
        var kind = said.Text("kind");
        if (kind is null)
        {
            said.Wrong("kind", "Wrong.Answer");
        }

        if (kind == "correction" && said.Text("text") is null)
        {
            said.Wrong("text", "Wrong.Correction");
        }

        said.Most("text", LongText);
    }

    private static void Exclusion(Said said)
    {
        if (said.All("seat").Count == 0 && Excluded.All(f => said.Text(f) is null))
        {
            said.Wrong("name", "Wrong.Exclusion");
        }

        foreach (var field in Excluded.Where(f => said.Lines(f).Any(l => l.Length > Line)))
        {
            said.Wrong(field, "Wrong.TooLong", Line);
        }
    }

    private static IReadOnlyList<object> Exclusions(Said said) =>
    [
        .. said.All("seat").Where(s => Guid.TryParse(s, out _)).Select(s => new { seat = Guid.Parse(s) }),
        .. said.Lines("name").Select(n => new { name = n }),
        .. said.Lines("account").Select(a => new { account = Handles.Account(a) }),
        .. said.Lines("employer").Select(e => new { employer = e }),
    ];
}
