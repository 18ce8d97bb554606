using Pengcheng.Sandbox;

await Composition.Build(args).RunAsync();
