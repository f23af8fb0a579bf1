using Coc.Integration.Faults;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Integration.Sanctions.Histories;

/// <summary>
/// Whatever several bodies, an appeal, the clock and those who find out who is who do in whatever order: everybody's standing is everywhere what a list on paper says, and who carried out all there was to carry out
/// has let in and kept out the same people. A class of its own, because it moves the clock.
/// </summary>
public sealed class RandomHistories(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private const int Length = 25;

    [Fact]
    public async Task Standing_and_what_is_carried_out_are_what_a_list_on_paper_says()
    {
        var histories = Prop.ForAll(Arb.From(Step.Histories(Length)), steps => History.RunAsync(sanctions, steps));

        await Task.Run(() => histories.Check(Config.QuickThrowOnFailure.WithMaxTest(Nightly.Histories).WithQuietOnSuccess(true)), TestContext.Current.CancellationToken);
    }
}
