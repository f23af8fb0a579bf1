using Coc.Cases;
using Coc.Platform;
using Coc.Platform.Maintenance;

if (await OneShot.RunIfAskedAsync(args, "cases", typeof(CasesModule).Assembly))
{
    return;
}

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("cases");
builder.AddCases(settings);
var app = builder.Build();
app.UsePlatform();
app.MapCases();
await app.RunServiceAsync();
