using Coc.Ledger;
using Coc.Platform;
using Coc.Platform.Maintenance;

if (await OneShot.RunIfAskedAsync(args, "ledger", typeof(LedgerModule).Assembly))
{
    return;
}

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("ledger");
builder.AddLedger(settings);

var app = builder.Build();
app.UsePlatform();
app.MapLedger();
await app.RunServiceAsync();
