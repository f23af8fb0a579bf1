using Coc.Liaison;
using Coc.Liaison.Features.Importing;
using Coc.Platform;
using Coc.Platform.Messaging;

if (await Migration.RunIfAskedAsync(args, "liaison", typeof(Program).Assembly))
{
    return 0;
}

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("liaison");
builder.AddLiaison(settings);
var app = builder.Build();
if (args is ["import", ..])
{
    return await ImportCommand.RunAsync(app, args[1..]);
}

app.UsePlatform();
app.MapLiaison();
await app.RunServiceAsync();
return 0;
