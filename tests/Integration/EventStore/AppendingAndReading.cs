using Coc.EventStore;

namespace Coc.Integration.EventStore;

public sealed class AppendingAndReading(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;

    [Fact]
    public async Task What_was_appended_is_read_back()
    {
        var stream = Given.Stream();
        var taken = new StoreEvent.NoteTaken("Title \u00e9\u4e2d\ud83d\ude00 \"quoted\"", 7, Mood.VeryTense, Sensitive.Of("said in confidence", "panel"));
        var closed = new StoreEvent.NoteClosed(Given.At, long.MaxValue);
        var append = Given.Append(stream, 0, taken, closed);

        var appended = await store.AppendAsync(append, TestContext.Current.CancellationToken);
        var read = await fixture.NewStore().ReadAsync(stream, cancellationToken: TestContext.Current.CancellationToken);

        read.Version.ShouldBe(2);
        read.Type.ShouldBe("note");
        read.Events.ShouldBe(appended.Events);
        read.Events[0].Data.ShouldBe(taken);
        read.Events[1].Data.ShouldBe(closed);
        read.Events[0].Context.ShouldBe(append.Context with { At = read.Events[0].At });
        read.Events[0].At.UtcTicks.ShouldBe(Given.At.UtcTicks / 10 * 10);
        appended.Repeated.ShouldBeFalse();
    }

    [Fact]
    public async Task Sensitive_members_are_opened_wherever_they_stand()
    {
        var stream = Given.Stream();
        var named = new StoreEvent.PeopleNamed(
            [new Person("Amber", Sensitive.Of("Ada", "accused:1")), new Person("Beryl", Sensitive.Of("Bob", "accused:2"))],
            Sensitive.Of(new Address("Main", 5), "reporter:1"),
            new Dictionary<string, Sensitive<string>> { ["a/b~c"] = Sensitive.Of("remark", "panel") });
        await store.AppendAsync(Given.Append(stream, 0, new StoreEvent.NoteTaken("t", 1, Mood.Calm), named), TestContext.Current.CancellationToken);

        var read = await fixture.NewStore().ReadAsync(stream, 2, TestContext.Current.CancellationToken);

        var data = read.Events.ShouldHaveSingleItem().Data.ShouldBeOfType<StoreEvent.PeopleNamed>();
        data.People.ShouldBe(named.People);
        data.Where.ShouldBe(named.Where);
        data.Remarks.ShouldBe(named.Remarks);
    }
}
