using Coc.Identity;
using Coc.Identity.Features.KeepingTies;
using Coc.Identity.Features.SeedingDemo;
using Coc.Platform;
using Coc.Platform.Maintenance;
using Coc.Platform.Security;

if (await OneShot.RunIfAskedAsync(args, "identity", typeof(Program).Assembly))
{
    if (Environment.GetEnvironmentVariable("Keys__Rings") is { Length: > 0 } rings)
    {
        new AccessTokens(rings).Prepare();
    }

    return;
}

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("identity");
builder.AddIdentity(settings);
var app = builder.Build();
if (await SeedDemo.RunIfAskedAsync(args, app.Services) || await ReclosingTies.RunIfAskedAsync(args, app.Services))
{
    return;
}

app.UsePlatform();
app.MapIdentity();
await app.RunServiceAsync();
