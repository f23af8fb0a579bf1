using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Step 3: somebody without an account reports.</summary>
public sealed class ReportingTests(RunningSystem system)
{
    [Fact]
    public async Task A_preview_tells_who_would_read()
    {
        var preview = (await system.Anyone().PostAsync("/api/reports/preview", new { projects = new[] { "sextant" }, spaces = new[] { "github:sextant" } })).Expect(200).Json;

        preview.Text("body").ShouldBe("sextant");
        preview.List("readers").Count.ShouldBe(5);
        preview["mayTransferTo"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_report_gets_a_receipt_that_shows_its_state()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);

        (await reporter.LookAsync()).Json.Text("state").ShouldBe("haveIt");
        var routed = await reporter.SeesAsync("who has it", r => (string?)r["body"] == "sextant");
        routed.Json.List("readers").Count.ShouldBe(5);
    }

    [Fact]
    public async Task Only_a_description_is_needed()
    {
        var answer = (await system.Anyone().PostAsync("/api/reports", new { description = $"Something happened. {system.Canary}" })).Expect(201);

        answer.Json.Id("report").ShouldNotBe(Guid.Empty);
        var receipt = system.Anyone().With("Receipt", (string)answer["receipt"]!);
        await Eventually.TrueAsync("it went to the foundation", async () => (string?)(await receipt.GetAsync("/api/receipt")).Expect(200).Json["body"] == "orrery");
    }

    [Fact]
    public async Task The_same_key_and_body_give_the_same_receipt_and_another_body_is_refused()
    {
        var key = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N");
        var client = system.Anyone().With("Idempotency-Key", key);
        var body = Reporter.Draft(system.Canary, ["sextant"], Person.New(system.Canary));

        var first = (await client.PostAsync("/api/reports", body)).Expect(201);
        (await client.PostAsync("/api/reports", body)).Expect(201).Text.ShouldBe(first.Text);
        body["description"] = "Another description.";
        (await client.PostAsync("/api/reports", body)).Expect(422, "idempotencyKeyReused");
        (await system.Anyone().With("Idempotency-Key", "short").PostAsync("/api/reports", body)).Expect(400, "idempotencyKeyTooShort");
    }

    [Theory]
    [InlineData("AAAA-BBBB-CCCC-DDDD-EEEE")]
    [InlineData("x")]
    [InlineData("../../etc")]
    public async Task A_wrong_receipt_is_404(string receipt) => (await system.Anyone().With("Receipt", receipt).GetAsync("/api/receipt")).Expect(404, "notFound");

    [Fact]
    public async Task Without_a_receipt_there_is_nothing() => ((int)(await system.Anyone().GetAsync("/api/receipt")).Status).ShouldBe(404);

    [Fact]
    public async Task The_reporter_writes_again_and_reads_it_in_the_thread()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);

        await reporter.WriteAsync($"It happened again. {system.Canary}");

        var thread = await reporter.SeesAsync("the message", r => r.List("messages").Count > 0);
        thread.Json.List("messages").ShouldContain((JsonNode m) => m.Text("from") == "reporter" && m.Text("text").StartsWith("It happened again"));
    }
}
