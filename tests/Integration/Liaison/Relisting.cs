using Coc.Integration.Fixtures;

namespace Coc.Integration.Liaison;

/// <summary>The directory follows from its events alone.</summary>
public sealed class Relisting(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Fact]
    public async Task A_directory_that_was_lost_comes_back_as_it_was()
    {
        var before = (await liaison.Anyone.GetAsync("/api/bodies?limit=200")).Json.ToJsonString();

        var rows = await liaison.App.ShouldRebuildItselfAsync();

        rows["app.bodies"].ShouldBeGreaterThan(3);
        rows["app.seats"].ShouldBeGreaterThan(10);
        (await liaison.Anyone.GetAsync("/api/bodies?limit=200")).Json.ToJsonString().ShouldBe(before);
    }
}
