using Coc.Platform;
using Coc.Platform.Maintenance;
using Coc.Sanctions;
using Coc.Sanctions.Features.ImportingDemo;

if (await OneShot.RunIfAskedAsync(args, "sanctions", typeof(Program).Assembly) || await DemoImport.RunIfAskedAsync(args))
{
    return;
}

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("sanctions");
builder.AddSanctions(settings);
var app = builder.Build();
app.UsePlatform();
app.MapSanctions();
await app.RunServiceAsync();
