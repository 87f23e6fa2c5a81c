import json
A=[]
def a(id,outlet,domain,published,title,text,credit=None,byline=None):
    A.append(dict(id=id,outlet=outlet,url=f"https://{domain}/{id}",published=published,title=title,byline=byline or [],credit=credit or [],text=text.strip()))
a("courier-ships","Dublin Courier","dublin-courier.example","2022-03-12T07:30:00Z","Iceland asked Ireland for patrol ships, officials say","""
Iceland has asked Ireland for two patrol ships to guard its fishing grounds, three Irish government officials told the Dublin Courier.

The request came in a letter last week, the officials said. They asked not to be named because the talks are confidential. One of them said that the ships could sail in April.

It is unclear whether Dublin has answered the request. The Department of Defence declined to comment.
""",byline=["Niamh Tarrant"])
a("post-ships","Atlantic Post","atlantic-post.example","2022-03-12T12:10:00Z","Reykjavik seeks Irish patrol ships in mackerel quarrel","""
Iceland has asked Ireland for patrol ships and crews, two people who have seen the letter told the Atlantic Post.

The letter speaks of a quarrel with Norway over mackerel, the two people said. They did not say which ships Iceland wants.

Norwegian Fisheries Minister Odd Brekke denied on Saturday that there was a quarrel. “Nobody has chased anybody,” he said.
""",byline=["Sam Ferreira"])
wire="""
DUBLIN, March 12 (Northern Wire) - Iceland has asked Ireland for two patrol ships, the Dublin Courier reported on Saturday, citing Irish government officials.

The ships would guard the fishing grounds east of Iceland, the newspaper said. The officials told the Courier that the request came in a letter last week.

Northern Wire could not independently verify the report. A spokesman for the Irish government declined to comment.
"""
a("observer-ships","Cork Observer","cork-observer.example","2022-03-12T14:00:00Z","Iceland asks Ireland for ships: report",wire,credit=["Northern Wire"])
a("mail-ships","Galway Mail","galway-mail.example","2022-03-12T15:20:00Z","Report: Icelanders want Irish patrol boats",wire.replace("would guard","would protect"),credit=["Northern Wire"])
a("herald-denial","Reykjavik Herald","reykjavik-herald.example","2022-03-13T10:00:00Z","Ministry: no letter was sent to Dublin","""
Iceland's foreign ministry denied on Sunday that Iceland had asked Ireland for patrol ships.

“Iceland has not asked Ireland for patrol ships. There is no letter,” Foreign Minister Katla Ragnarsdóttir said in Reykjavik.

Birna Halldórsdóttir, a spokeswoman for the Icelandic embassy in Dublin, said that she had never heard of such a letter.

Ragnarsdóttir will meet Norway's foreign minister, Sverre Lund, in Bergen on 24 March, the ministry said.
""",byline=["Jónas Vik"])
a("kanal-clash","Kanal Nord","kanal-nord.example","2022-03-15T18:40:00Z","Four injured as harbour workers clash with police in Bergen","""
Harbour workers clashed with police in Bergen on Tuesday, and four people were injured, the Bergen police said.

The workers had blocked the fish quay since Monday. They demanded that Norway keep its ports open to Icelandic boats.

“We were met with stones,” police spokesman Leif Aune said. He said that four people were injured. The union disputed that.
""")
a("tidende-clash","Vestland Tidende","vestland-tidende.example","2022-03-15T21:05:00Z","Hospital counts eleven injured after Bergen clash","""
Eleven people were injured when harbour workers clashed with police in Bergen on Tuesday, Haukeland hospital said.

“We have treated eleven people, two of them officers,” chief physician Ingrid Moe told Vestland Tidende. The police had earlier said that four people were injured.

Union leader Stig Berg said that the police attacked the workers without warning. The police declined to comment on his words.
""",byline=["Tor Hauge"])
a("times-drones","Baltic Times","baltic-times.example","2022-03-16T08:00:00Z","Denmark ships drones to Iceland, sources say","""
Denmark has shipped twelve surveillance drones to Iceland, two people familiar with the shipment told the Baltic Times.

The drones arrived in Reykjavik on Monday, the people said. Denmark's defence ministry did not respond to a request for comment.
""")
a("times-retraction","Baltic Times","baltic-times.example","2022-03-18T09:15:00Z","Retraction: report on Danish drones","""
The Baltic Times has retracted its report of 16 March that Denmark had shipped surveillance drones to Iceland. The report rested on a document that turned out to be forged, the newspaper said.

Denmark's defence ministry said that Denmark has not shipped drones to Iceland. We apologise to our readers.
""")
a("herald-bergen","Reykjavik Herald","reykjavik-herald.example","2022-03-24T17:30:00Z","Foreign ministers meet in Bergen and speak of mackerel","""
Iceland's foreign minister, Katla Ragnarsdóttir, met her Norwegian counterpart, Sverre Lund, in Bergen on Thursday.

The two ministers agreed to send inspectors to the fishing grounds, they told reporters. “The ports stay open,” Lund said.

Ragnarsdóttir again denied that Iceland had asked Ireland for patrol ships. Irish Defence Minister Fergal Tuohy confirmed on Thursday that Iceland had asked Ireland for patrol ships. “The letter lies on my desk,” he told broadcaster Radio Shannon.
""",byline=["Jónas Vik"])
with open("articles.jsonl","w",encoding="utf-8") as f:
    for x in A: f.write(json.dumps(x,ensure_ascii=False)+"\n")
