
namespace Coc.Unit.Conventions;

public sealed class RoomGuideTests
{
    private const string Now = "DateTimeOffset." + "UtcNow"; // parted, or this file would break the rule it tries
    private const string Delay = "Task." + "Delay(1)";

    [Fact]
    public void Domains_know_neither_database_nor_bus_nor_web() => RoomGuide.ImpureDomains(Sources.All).ShouldBeEmpty();

    [Fact]
    public void Only_Platform_names_MassTransit() => RoomGuide.BusOutsidePlatform(Sources.All).ShouldBeEmpty();

    [Fact]
    public void The_format_of_events_knows_no_database() => RoomGuide.FormatsWithDatabase(Sources.All).ShouldBeEmpty();

    [Fact]
    public void No_file_is_longer_than_300_lines() => RoomGuide.LongFiles(Sources.All).ShouldBeEmpty();

    [Fact]
    public void No_folder_is_a_drawer_for_everything() => RoomGuide.NamelessFolders(Sources.All).ShouldBeEmpty();

    [Fact]
    public void Nobody_looks_at_a_clock_of_their_own() => RoomGuide.OwnClocks(Sources.All).ShouldBeEmpty();

    [Fact]
    public void Programs_compose_and_nothing_else() => RoomGuide.LongPrograms(Sources.All).ShouldBeEmpty();

    [Fact]
    public void Namespaces_are_folders() => RoomGuide.StrayNamespaces(Sources.All).ShouldBeEmpty();

    [Fact]
    public void No_test_sleeps() => RoomGuide.SleepingTests(Sources.All).ShouldBeEmpty();

    [Fact]
    public void No_test_asserts_nothing_where_nothing_is_there() => RoomGuide.EmptyAssertions(Sources.All).ShouldBeEmpty();

    [Fact]
    public void A_planted_breach_of_each_rule_is_seen()
    {
        RoomGuide.ImpureDomains([File("services/Cases/Domain/CaseDecider.cs", "using Npgsql;")]).ShouldHaveSingleItem();
        RoomGuide.ImpureDomains([File("services/Cases/Domain/CaseDecider.cs", "var c = Microsoft.AspNetCore.Http.Results.Ok();")]).ShouldHaveSingleItem();
        RoomGuide.BusOutsidePlatform([File("services/Cases/Consumers/Take.cs", "using MassTransit;")]).ShouldHaveSingleItem();
        RoomGuide.FormatsWithDatabase([File("services/EventFormat/Chain/EventRow.cs", "using Npgsql;")]).ShouldHaveSingleItem();
        RoomGuide.FormatsWithDatabase([File("services/EventFormat/Chain/EventRow.cs", "using Coc.EventStore;")]).ShouldHaveSingleItem();
        RoomGuide.LongFiles([File("services/Cases/Long.cs", [.. Enumerable.Repeat("", 301)])]).ShouldHaveSingleItem();
        RoomGuide.NamelessFolders([File("services/Cases/Helpers/Dates.cs")]).ShouldHaveSingleItem();
        RoomGuide.OwnClocks([File("services/Cases/CaseExecutor.cs", $"var now = {Now};")]).ShouldHaveSingleItem();
        RoomGuide.SleepingTests([File("tests/Unit/SlowTests.cs", $"await {Delay};")]).ShouldHaveSingleItem();
        RoomGuide.EmptyAssertions([File("tests/Unit/MildTests.cs", "refusal?" + ".Code.ShouldBe(code);")]).ShouldHaveSingleItem();
        RoomGuide.LongPrograms([File("services/Cases/Program.cs", [.. Enumerable.Repeat("", 60)])]).ShouldHaveSingleItem();
        RoomGuide.StrayNamespaces([File("services/Cases/Features/Voting/Vote.cs", "namespace Coc.Cases.Votes;")]).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_meant_to_be_there_is_no_breach()
    {
        RoomGuide.ImpureDomains([File("services/Cases/Domain/CaseDecider.cs", "// Npgsql.NpgsqlConnection is not known here")]).ShouldBeEmpty();
        RoomGuide.BusOutsidePlatform([File("services/Platform/Messaging/Setup.cs", "using MassTransit;")]).ShouldBeEmpty();
        RoomGuide.EmptyAssertions([File("tests/Unit/StrictTests.cs", "(refusal?.Code).ShouldBe(code);")]).ShouldBeEmpty();
        RoomGuide.StrayNamespaces([File("services/Cases/Features/Voting/Vote.cs", "namespace Coc.Cases.Features.Voting;")]).ShouldBeEmpty();
    }

    private static (string Path, string[] Lines) File(string path, params string[] lines) => (path, lines);
}
