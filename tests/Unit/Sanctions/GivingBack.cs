using Coc.Sanctions.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Sanctions;

/// <summary>What an end gives back, and what stays taken because something else still holds it.</summary>
public sealed class GivingBack
{
    private static readonly Taken Done = new(Guid.NewGuid(), "sextant", "chat:sextant", "chat:rex", "removeAccount");

    [Theory]
    [InlineData("mute", "mute", true)]
    [InlineData("mute", "removeAccount", false)]
    [InlineData("mute", "suspend", false)]
    [InlineData("mute", "removeContent", false)]
    [InlineData("removeRole", "ban", false)]
    [InlineData("removeRole", "limit", false)]
    [InlineData("noContact", "mute", false)]
    [InlineData("removeAccount", "mute", true)]
    [InlineData("removeAccount", "suspend", true)]
    [InlineData("removeAccount", "ban", true)]
    [InlineData("suspend", "removeAccount", true)]
    [InlineData("suspend", "removeRole", true)]
    [InlineData("ban", "removeContent", true)]
    [InlineData("ban", "removeAccount", true)]
    [InlineData("eventBan", "escortOut", true)]
    [InlineData("escortOut", "eventBan", true)]
    public void Who_is_kept_out_anyway_gets_nothing_back_and_a_milder_measure_covers_only_its_own_kind(string holds, string taken, bool covered) =>
        Of([Done with { Action = taken }], Holding(holds)).Kept.Count.ShouldBe(covered ? 1 : 0);

    [Fact]
    public void Only_the_same_account_in_the_same_space_of_the_same_body_is_still_covered()
    {
        Of([Done], Holding("ban")).Undo.ShouldBeEmpty();
        Of([Done], Holding("ban") with { Space = "chat:other" }).Undo.ShouldBe([Done]);
        Of([Done], Holding("ban") with { Body = "astrolabe" }).Undo.ShouldBe([Done], "a space belongs to a body");
        Of([Done], Holding("ban") with { Account = "chat:other" }).Undo.ShouldBe([Done]);
        Of([Done]).Undo.ShouldBe([Done]);
    }

    [Fact]
    public void People_come_to_an_event_under_whatever_account()
    {
        var atDoor = Done with { Space = "event:con", Action = "eventBan" };

        Of([atDoor], new Holding(Guid.NewGuid(), "sextant", "event:con", "github:rex", "escortOut")).Undo.ShouldBeEmpty();
        Of([atDoor], new Holding(Guid.NewGuid(), "sextant", "event:fair", "chat:rex", "escortOut")).Undo.ShouldBe([atDoor]);
    }

    [Fact]
    public void What_two_measures_took_is_given_back_once()
    {
        var other = Done with { Order = Guid.NewGuid(), Action = "ban" };

        Of([Done, other]).Undo.ShouldBe([Done]);
        Of([Done, other with { Space = "chat:other" }]).Undo.Count.ShouldBe(2);
    }

    [Fact]
    public void One_of_those_that_still_hold_takes_it_over() =>
        Of([Done], Holding("mute"), Holding("ban"), Holding("suspend")).Kept.ShouldHaveSingleItem().Order.ShouldBe(Done);

    [Theory]
    [InlineData("ban", "removeAccount", true)]
    [InlineData("mute", "mute", true)]
    [InlineData("mute", "removeAccount", false)]
    public void What_is_ordered_anew_takes_the_place_of_an_open_order_to_give_back_what_it_covers(string ordered, string givesBack, bool takes) =>
        Undoing.TakenBack([Done with { Action = givesBack }], [Holding(ordered)]).Count.ShouldBe(takes ? 1 : 0);

    [Fact]
    public void An_order_to_give_back_elsewhere_or_another_account_stays_open()
    {
        Undoing.TakenBack([Done], [Holding("ban") with { Space = "chat:other" }]).ShouldBeEmpty();
        Undoing.TakenBack([Done], [Holding("ban") with { Account = "chat:other" }]).ShouldBeEmpty();
        Undoing.TakenBack([Done, Done with { Order = Guid.NewGuid() }], [Holding("ban")]).Count.ShouldBe(2, "however many ended before");
    }

    /// <summary>However many measures on one account and space end in whatever order: nothing comes back before the last one ends, and then once.</summary>
    [Fact]
    public void It_comes_back_with_the_last_one_and_once() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 2)).Where(a => a.Length is > 0 and < 8)), EndOneByOne).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool EndOneByOne(int[] carriedOut)
    {
        // 0: carried out, 1: refused or open, 2: let go by the panel
        var measures = carriedOut.Select(c => (Id: Guid.NewGuid(), Order: Guid.NewGuid(), Was: c)).ToList();
        var duties = measures.ToDictionary(m => m.Id, m => m.Was == 0 ? new List<Taken> { Done with { Order = m.Order } } : []);
        var (given, taken) = (0, measures.Any(m => m.Was == 0));
        for (var i = 0; i < measures.Count; i++)
        {
            var rest = measures.Skip(i + 1).Where(m => m.Was != 2).Select(m => Holding("removeAccount") with { Sanction = m.Id }).ToArray();
            var back = Of(duties[measures[i].Id], rest);
            if (rest.Length > 0)
            {
                back.Undo.ShouldBeEmpty();
            }

            given += back.Undo.Count;
            back.Kept.ToList().ForEach(k => duties[k.By].Add(k.Order));
        }

        return given == (taken ? 1 : 0);
    }

    private static (IReadOnlyList<Taken> Undo, IReadOnlyList<KeptFor> Kept) Of(IReadOnlyList<Taken> taken, params Holding[] holding) => Undoing.Of(taken, holding);

    private static Holding Holding(string action) => new(Guid.NewGuid(), "sextant", "chat:sextant", "chat:rex", action);
}
