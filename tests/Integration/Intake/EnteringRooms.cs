using System.Net;
using System.Net.Http.Json;
using Coc.Platform.Security;

namespace Coc.Integration.Intake;

/// <summary>From the one-time code a seat hands on to a code of the person's own (P6).</summary>
public sealed class EnteringRooms(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_one_time_code_becomes_the_persons_own_once()
    {
        var desk = new RoomDesk(intake);
        var code = await desk.CodeAsync(1);
        (await desk.CodeAsync(1)).ShouldBe(code, "the answer was lost: the same again, although only its hash is stored");
        (await StatusAsync(desk, code!)).ShouldBe(HttpStatusCode.NotFound, "a one-time code reads nothing");

        var (status, own) = await desk.ExchangeAsync(code!.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));

        status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(desk, own!)).ShouldBe(HttpStatusCode.OK);
        (await desk.ExchangeAsync(code)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await desk.ExchangeAsync(own!)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await desk.CodeAsync(2)).ShouldBeNull("the person is in the room: no seat makes a code for it any more");
        (await PlaintextSearch.HitsAsync(intake.App.Database, own!, Token)).ShouldBeEmpty();
        (await PlaintextSearch.HitsAsync(intake.App.Database, code, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_code_makes_the_older_one_worthless()
    {
        var desk = new RoomDesk(intake);
        var (first, second) = (await desk.CodeAsync(1), await desk.CodeAsync(2));
        first.ShouldNotBe(second);

        (await desk.ExchangeAsync(first!)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await desk.ExchangeAsync(second!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_who_exchange_at_once_one_gets_in()
    {
        var desk = new RoomDesk(intake);
        var code = await desk.CodeAsync(1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.ExchangeAsync(code!)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.NotFound).ShouldBe(7);
    }

    [Fact]
    public async Task A_room_opens_for_its_own_code_only()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var (_, receipt) = await intake.FileAsync(new { description = "d" });

        foreach (var code in new[] { receipt, desk.Own + "0", "", "0000-0000-0000-0000-0000" })
        {
            (await StatusAsync(desk, code)).ShouldBe(HttpStatusCode.NotFound);
        }

        using var asReceipt = intake.App.AsReceipt(desk.Own);
        using var report = await asReceipt.GetAsync(new Uri("/api/receipt", UriKind.Relative), Token);
        report.StatusCode.ShouldBe(HttpStatusCode.NotFound, "a room's code opens no report");
    }

    [Theory]
    [InlineData("GET", "/api/room")]
    [InlineData("POST", "/api/room/responses")]
    [InlineData("POST", "/api/room/more-time")]
    [InlineData("POST", "/api/room/corrections")]
    [InlineData("POST", "/api/room/objections")]
    [InlineData("POST", "/api/room/complaints")]
    [InlineData("POST", "/api/room/mediation")]
    [InlineData("POST", "/api/room/data-requests")]
    [InlineData("GET", "/api/room/data")]
    [InlineData("POST", "/api/room/evidence")]
    public async Task For_every_other_kind_of_caller_there_is_no_room(string method, string path)
    {
        foreach (var caller in new[]
        {
            new Caller(CallerKind.Public, "", []), new Caller(CallerKind.Receipt, "x", []), new Caller(CallerKind.Bot, "x", []), new Caller(CallerKind.Service, "cases", []),
            new Caller(CallerKind.Seat, Guid.NewGuid().ToString(), [new(Guid.NewGuid(), "sextant", "member", true)]), new Caller(CallerKind.Room, "wrong", []),
        })
        {
            using var http = intake.App.As(caller);
            using var request = new HttpRequestMessage(new(method), path) { Content = method == "GET" ? null : IntakeApp.Json("{}") };
            using var response = await http.SendAsync(request, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, caller.Kind.ToString());
        }
    }

    [Fact]
    public async Task Whom_a_reporter_of_the_case_excluded_reads_no_room_from_that_moment()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var (report, receipt) = await intake.FileAsync(new { description = "d", projects = new[] { "sextant" } });
        var excluded = Guid.NewGuid();
        using var reporter = intake.App.AsReceipt(receipt);
        (await reporter.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new { seat = excluded } } }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await ReadAsync(excluded)).ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync(Guid.NewGuid())).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> ReadAsync(Guid seat)
        {
            using var http = intake.App.AsService("cases", $"seat:{seat}");
            using var read = await http.GetAsync($"/internal/rooms/{desk.Room}?case={desk.Case}&seat={seat}&reports={report}", Token);
            return read.StatusCode;
        }
    }

    [Theory]
    [InlineData("liaison")]
    [InlineData("sanctions")]
    [InlineData("ledger")]
    public async Task Only_cases_opens_and_reads_rooms(string service)
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        using var http = intake.App.AsService(service);

        using var read = await http.GetAsync($"/internal/rooms/{desk.Room}?case={desk.Case}&seat={Guid.NewGuid()}", Token);
        using var open = await http.PostAsync("/internal/rooms", IntakeApp.Json("{}"), Token);
        using var know = await http.GetAsync($"/internal/reports/{Guid.NewGuid()}/affected-knowledge", Token);

        new[] { read.StatusCode, open.StatusCode, know.StatusCode }.ShouldAllBe(s => s == HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> StatusAsync(RoomDesk desk, string code)
    {
        using var http = desk.AsPerson(code);
        using var response = await http.GetAsync(new Uri("/api/room", UriKind.Relative), Token);
        return response.StatusCode;
    }
}
